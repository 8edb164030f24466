package io.punchgate.query.registry;

import io.punchgate.query.QuerySide;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/** Says where JPA finds the registry's entities and repositories, whichever application contains it. */
@Configuration(proxyBeanMethods = false)
@EntityScan(basePackageClasses = QuerySide.class)
@EnableJpaRepositories(basePackageClasses = QuerySide.class)
class RegistryPersistence {}
