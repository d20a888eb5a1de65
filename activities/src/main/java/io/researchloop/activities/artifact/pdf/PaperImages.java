package io.researchloop.activities.artifact.pdf;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/**
 * The images of one document, all from the sprint's own files. Each is read by rows at no more than the size that paper
 * shows and written anew, so that neither a huge nor a broken file, nor what hides behind the picture, goes further.
 */
final class PaperImages {
    static final long MAX_BYTES = 20L << 20;
    static final long MAX_PIXELS = 40_000_000;
    /** Of all images together, as they are read and as they are shown. */
    static final long MAX_PIXELS_READ = 200_000_000;

    static final long MAX_PIXELS_SHOWN = 32_000_000;
    /** An A4 page is 17 cm wide without its margins: 240 dots an inch. */
    private static final int SIDE = 1600;

    private static final Set<String> FORMATS = Set.of("png", "jpeg", "jpg", "gif");

    private final Shelf files;
    private final String sprintId;
    private final Map<String, PaperImage> known = new HashMap<>();
    private final Map<String, byte[]> drawn = new HashMap<>();
    private long read;
    private long shown;

    PaperImages(Shelf files, String sprintId) {
        this.files = files;
        this.sprintId = sprintId;
    }

    /** Where sprints' files are; nothing else is ever opened. */
    interface Shelf {
        Optional<Path> find(String sprintId, String name);
    }

    /** @param width of the original, in pixels */
    record PaperImage(String address, int width, String fault) {
        boolean drawn() {
            return fault.isEmpty();
        }
    }

    /** @param name of the artifact */
    PaperImage image(String name) {
        PaperImage image = known.get(name);
        if (image == null) {
            image = load(name);
            known.put(name, image);
        }
        return image;
    }

    /** What a document may refer to, by address. */
    Optional<byte[]> bytes(String address) {
        return Optional.ofNullable(drawn.get(address));
    }

    private PaperImage load(String name) {
        Optional<Path> file = files.find(sprintId, name);
        if (file.isEmpty()) {
            return fault("there is no such file");
        }
        try {
            return Files.size(file.get()) > MAX_BYTES ? fault("the file is too large") : read(file.get());
        } catch (IOException | RuntimeException e) {
            // The reader's words are about its insides; ImageIO also throws unchecked what a broken file does to it.
            return fault("the file is damaged");
        }
    }

    private PaperImage read(Path file) throws IOException {
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return fault("it is no PNG, JPEG or GIF");
            }
            ImageReader reader = readers.next();
            try {
                if (!FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                    return fault("it is no PNG, JPEG or GIF");
                }
                reader.setInput(in, true, true);
                return scaled(reader);
            } finally {
                reader.dispose();
            }
        }
    }

    private PaperImage scaled(ImageReader reader) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        long pixels = (long) width * height;
        if (width < 1 || height < 1 || pixels > MAX_PIXELS) {
            return fault("it has too many pixels");
        }
        int step = Math.max(1, (Math.max(width, height) + SIDE - 1) / SIDE);
        long small = (long) ((width + step - 1) / step) * ((height + step - 1) / step);
        if (read + pixels > MAX_PIXELS_READ || shown + small > MAX_PIXELS_SHOWN) {
            return fault("the document has many images already");
        }
        read += pixels;
        shown += small;
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(step, step, 0, 0);
        BufferedImage image = reader.read(0, param);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        if (!ImageIO.write(image, "png", png)) {
            return fault("its colours are not supported");
        }
        String address = "image:" + drawn.size();
        drawn.put(address, png.toByteArray());
        return new PaperImage(address, width, "");
    }

    private static PaperImage fault(String why) {
        return new PaperImage("", 0, why);
    }
}
