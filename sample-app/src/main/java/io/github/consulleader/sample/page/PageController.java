package io.github.consulleader.sample.page;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.consulleader.sample.fleet.Deed;
import io.github.consulleader.sample.fleet.Fleet;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * What the page asks for and what its buttons do.
 */
@RestController
public final class PageController {

	private final Fleet fleet;

	private final PictureStream stream;

	/**
	 * Shows a fleet.
	 * @param fleet what is shown
	 * @param stream sends pictures of it
	 */
	public PageController(Fleet fleet, PictureStream stream) {
		this.fleet = fleet;
		this.stream = stream;
	}

	@GetMapping(path = "/events", produces = "text/event-stream")
	SseEmitter events() {
		return this.stream.open(this.fleet.picture());
	}

	@PostMapping("/instances/{name}/{deed}")
	CompletableFuture<ResponseEntity<Void>> press(@PathVariable String name, @PathVariable String deed) {
		Optional<Deed> known = Stream.of(Deed.values())
			.filter((candidate) -> candidate.name().toLowerCase(Locale.ROOT).equals(deed))
			.findFirst();
		if (known.isEmpty()) {
			return CompletableFuture.completedFuture(ResponseEntity.notFound().build());
		}
		return this.fleet.perform(name, known.get())
			.thenApply((done) -> ResponseEntity.status(done ? HttpStatus.NO_CONTENT : HttpStatus.CONFLICT).build());
	}

	@PostMapping("/consul/start")
	ResponseEntity<Void> startConsul() {
		this.fleet.startConsul();
		return ResponseEntity.accepted().build();
	}

	@PostMapping("/consul/stop")
	ResponseEntity<Void> stopConsul() {
		this.fleet.stopConsul();
		return ResponseEntity.accepted().build();
	}

}
