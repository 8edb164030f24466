/** A plain CRUD program: Spring Boot with JPA, one insert a request. */
@NullMarked
package io.punchgate.bench.peer.crud;

import org.jspecify.annotations.NullMarked;
