package io.realtimeclock.gateway.admission;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the ledger holds of one replica: a field for each socket, one for each user with
 * the count of his places, and one that tells that nothing was lost.
 */
record ReplicaHash(Map<String, String> fields) {

	private static final String SOCKET = "socket:";

	static ReplicaHash of(Collection<Place> places) {
		Map<String, String> fields = new HashMap<>(Map.of("complete", "1"));
		Map<String, Integer> byUser = new HashMap<>();
		for (Place place : places) {
			fields.put(SOCKET + place.number(), SocketLine.write(place));
			byUser.merge(place.user(), 1, Integer::sum);
		}
		byUser.forEach((user, count) -> fields.put("user:" + user, Integer.toString(count)));
		return new ReplicaHash(fields);
	}

	List<OpenSocket> sockets(String replica) {
		return this.fields.entrySet()
			.stream()
			.filter((field) -> field.getKey().startsWith(SOCKET))
			.map((field) -> SocketLine.read(field.getValue(), replica))
			.toList();
	}

}
