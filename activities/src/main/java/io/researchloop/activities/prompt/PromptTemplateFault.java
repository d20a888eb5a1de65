package io.researchloop.activities.prompt;

import io.researchloop.activities.UserError;
import java.nio.file.Path;
import org.thymeleaf.exceptions.TemplateProcessingException;
import org.thymeleaf.templateparser.text.TextParseException;

/** A prompt template of the user's own does not work. */
public final class PromptTemplateFault extends UserError {
    private static final long serialVersionUID = 1;

    PromptTemplateFault(Path file, String text, TemplateProcessingException cause) {
        super("The prompt template " + file + place(text, cause) + " cannot be used: " + reason(cause), cause);
    }

    PromptTemplateFault(Path file, String reason, Throwable cause) {
        super("The prompt template " + file + " cannot be used: " + reason, cause);
    }

    /** What has no place is something that was still missing at the end. */
    private static String place(String text, TemplateProcessingException cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof TemplateProcessingException fault && fault.hasLineAndCol()) {
                return ":" + fault.getLine() + ":" + fault.getCol();
            }
            if (at instanceof TextParseException fault && fault.getLine() != null) {
                return ":" + fault.getLine() + ":" + fault.getCol();
            }
        }
        return ":" + Math.max(1, text.lines().count());
    }

    /** The innermost exception says what is wrong, the outer ones only where. */
    private static String reason(TemplateProcessingException cause) {
        Throwable innermost = cause;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage();
        return message == null ? innermost.toString() : message;
    }
}
