package io.researchloop.activities.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** The file's bytes on their way to a TOML table. */
final class SourceText {
    private static final int LARGEST = 4 * 1024 * 1024;

    private SourceText() {}

    /**
     * When the text is not TOML, only that is reported: what a broken table seems to say would mislead.
     *
     * @throws ConfigurationFaults with every error of syntax
     */
    static TomlTable parse(Path file) {
        String text = read(file);
        int lines = (int) text.lines().count();
        try {
            TomlParseResult result = Toml.parse(text);
            if (result.hasErrors()) {
                throw new ConfigurationFaults(result.errors().stream()
                        .map(error -> {
                            // The parser may name the line after the last one.
                            int line = Math.max(1, Math.min(error.position().line(), lines));
                            Place place = new Place(
                                    file, line, Math.max(1, error.position().column()));
                            return new Fault(place, "", String.valueOf(error.getMessage()));
                        })
                        .toList());
            }
            return result;
        } catch (StackOverflowError nested) {
            // The parser recurses on brackets; a file with thousands of them is no configuration.
            throw fault(new Place(file, 1, 1), "brackets are nested too deep for a configuration");
        }
    }

    private static String read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw fault(new Place(file, 1, 1), "is larger than 4 MB; is it the right file?");
            }
            byte[] bytes = Files.readAllBytes(file);
            String text = decode(file, bytes);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (IOException unreadable) {
            throw new ConfigurationFaults(List.of(new Fault(null, "", "cannot read " + file + ": " + unreadable)));
        }
    }

    private static String decode(Path file, byte[] bytes) throws CharacterCodingException {
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), text, true);
        String decoded = text.flip().toString();
        if (result.isError()) {
            int line = 1 + (int) decoded.chars().filter(c -> c == '\n').count();
            int column = decoded.length() - decoded.lastIndexOf('\n');
            throw fault(new Place(file, line, column), "is not UTF-8 text here; save the file as UTF-8");
        }
        return decoded;
    }

    private static ConfigurationFaults fault(Place place, String message) {
        return new ConfigurationFaults(List.of(new Fault(place, "", message)));
    }
}
