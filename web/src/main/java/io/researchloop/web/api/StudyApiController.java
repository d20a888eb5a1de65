package io.researchloop.web.api;

import io.researchloop.activities.store.StudyRow;
import io.researchloop.activities.store.StudyStore;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lists the studies. */
@RestController
class StudyApiController {
    private final StudyStore studies;

    StudyApiController(StudyStore studies) {
        this.studies = studies;
    }

    record StudyList(List<StudyRow> studies) {}

    @GetMapping("/api/studies")
    StudyList list() {
        return new StudyList(studies.all());
    }
}
