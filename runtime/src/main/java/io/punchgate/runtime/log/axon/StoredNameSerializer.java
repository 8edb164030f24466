package io.punchgate.runtime.log.axon;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import io.punchgate.api.PersonalEvent;
import io.punchgate.runtime.log.StoredNames;
import io.punchgate.runtime.person.PersonalEvents;
import org.axonframework.serialization.RevisionResolver;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import tools.jackson.databind.jsontype.PolymorphicTypeValidator;

/**
 * Axon's Jackson serializer for tokens, sagas, deadlines and messages. It names our events as the log does, never by class,
 * so that an event means the same in Axon Server; and it reads fields, so that sagas need no accessors. Events of persons are
 * sealed before they are written, as the log does, and opened when they are read.
 */
final class StoredNameSerializer extends Jackson3Serializer {

    /** A replay token tells the type of the token within: without this, every processor fails on its first token. */
    private static final PolymorphicTypeValidator AXON_TYPES = BasicPolymorphicTypeValidator.builder()
            .allowIfSubType("org.axonframework.")
            .build();

    private final PersonalEvents persons;

    private StoredNameSerializer(Builder builder, PersonalEvents persons) {
        super(builder);
        this.persons = persons;
    }

    static StoredNameSerializer create(RevisionResolver revisions, PersonalEvents persons) {
        Builder builder = Jackson3Serializer.builder()
                .revisionResolver(revisions)
                .jsonMapperBuilderCustomizer(json -> json.polymorphicTypeValidator(AXON_TYPES)
                        .changeDefaultVisibility(visibility ->
                                visibility.withVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)));
        return new StoredNameSerializer(builder, persons);
    }

    @Override
    public <T> SerializedObject<T> serialize(Object object, Class<T> expectedRepresentation) {
        return super.serialize(
                object instanceof PersonalEvent event ? persons.stored(event) : object, expectedRepresentation);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // an event is opened as one of its own class; as inherited
    public <S, T> T deserialize(SerializedObject<S> serializedObject) {
        T read = super.deserialize(serializedObject);
        return read instanceof PersonalEvent event ? (T) persons.opened(event) : read;
    }

    @Override
    @SuppressWarnings("rawtypes") // as inherited
    public SerializedType typeForClass(@Nullable Class type) {
        if (type == null) {
            return super.typeForClass(type);
        }
        Class<?> eventClass = type;
        return StoredNames.of(eventClass)
                .<SerializedType>map(name -> new SimpleSerializedType(name, null))
                .orElseGet(() -> super.typeForClass(type));
    }

    @Override
    protected String resolveClassName(SerializedType serializedType) {
        return StoredNames.classOf(serializedType.getName()).map(Class::getName).orElseGet(serializedType::getName);
    }
}
