package org.zhunru.intake;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;
import org.zhunru.common.Refusal;

/**
 * What an uploaded file really is. Office files are looked into, within limits: an archive that
 * unpacks to more than {@value #MOST_UNPACKED} bytes, to {@value #MOST_RATIO} times its size, or
 * into more than {@value #MOST_ENTRIES} parts isn't read any further.
 *
 * <p>Codes: {@code intake.fileKind}, {@code intake.fileEncrypted}, {@code intake.fileMacros},
 * {@code intake.fileBomb}, {@code intake.fileDamaged}; argument 0 is the file's name.
 */
final class MaterialInspection {
  static final long MOST_UNPACKED = 500L << 20;
  static final int MOST_RATIO = 150;
  static final int MOST_ENTRIES = 10_000;

  /** Below that a high ratio does no harm. */
  private static final long SMALL = 20L << 20;

  private static final int MOST_CONTENT_TYPES = 1 << 20;
  private static final String OLE = "application/x-tika-msoffice";
  private static final byte[] ENCRYPTED_PACKAGE =
      "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
  private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);
  private static final String CONTENT_TYPES = "[Content_Types].xml";

  private final Path file;
  private final String name;

  private MaterialInspection(Path file, String name) {
    this.file = file;
    this.name = name;
  }

  /**
   * @param name as the applicant called it, for what is said
   * @throws Refusal if it is no kind that is taken, or may not be taken
   */
  static MaterialKind kindOf(Path file, String name) throws IOException {
    return new MaterialInspection(file, name).kind();
  }

  private MaterialKind kind() throws IOException {
    var type = detected();
    switch (type) {
      case "application/pdf":
        return pdf();
      case "image/jpeg":
        return MaterialKind.JPG;
      case "image/png":
        return MaterialKind.PNG;
      case "application/zip":
      case "application/x-tika-ooxml":
        return office();
      default:
        throw type.startsWith(OLE) && contains(ENCRYPTED_PACKAGE)
            ? refused("intake.fileEncrypted")
            : refused("intake.fileKind");
    }
  }

  private String detected() throws IOException {
    try (var in = TikaInputStream.get(file)) {
      return MimeTypes.getDefaultMimeTypes().detect(in, new Metadata()).getBaseType().toString();
    }
  }

  private MaterialKind pdf() throws IOException {
    try (var in = Files.newInputStream(file)) {
      var begin = in.readNBytes(PDF.length);
      if (!java.util.Arrays.equals(begin, PDF)) {
        throw refused("intake.fileKind");
      }
    }
    try (var document =
        Loader.loadPDF(file.toFile(), "", null, null, IOUtils.createTempFileOnlyStreamCache())) {
      if (document.isEncrypted()) {
        throw refused("intake.fileEncrypted");
      }
      if (document.getNumberOfPages() == 0) {
        throw refused("intake.fileDamaged");
      }
      return MaterialKind.PDF;
    } catch (InvalidPasswordException encrypted) {
      throw refused("intake.fileEncrypted");
    } catch (Refusal refusal) {
      throw refusal;
    } catch (IOException | RuntimeException | StackOverflowError damaged) {
      throw refused("intake.fileDamaged");
    }
  }

  private MaterialKind office() throws IOException {
    try (var zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
      if (zip.size() > MOST_ENTRIES) {
        throw refused("intake.fileBomb");
      }
      unpack(zip);
      var types = zip.getEntry(CONTENT_TYPES);
      if (types == null) {
        throw refused("intake.fileKind");
      }
      return kind(zip, mainTypes(zip, types));
    } catch (ZipException damaged) {
      throw String.valueOf(damaged.getMessage()).contains("encrypted")
          ? refused("intake.fileEncrypted")
          : refused("intake.fileDamaged");
    }
  }

  /** Unpacks everything into nothing, counting: what the directory says of sizes may be a lie. */
  private void unpack(ZipFile zip) throws IOException {
    long packed = Files.size(file);
    long unpacked = 0;
    var names = new HashSet<String>();
    var buffer = new byte[1 << 16];
    for (var entries = zip.entries(); entries.hasMoreElements(); ) {
      var entry = entries.nextElement();
      var part = entry.getName();
      if (part.startsWith("/")
          || part.contains("\\")
          || List.of(part.split("/")).contains("..")
          || !names.add(part)) {
        throw refused("intake.fileDamaged");
      }
      if (part.toLowerCase(Locale.ROOT).endsWith("vbaproject.bin")) {
        throw refused("intake.fileMacros");
      }
      try (var in = zip.getInputStream(entry)) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          unpacked += n;
          if (unpacked > MOST_UNPACKED
              || (unpacked > SMALL && unpacked / Math.max(1, packed) > MOST_RATIO)) {
            throw refused("intake.fileBomb");
          }
        }
      }
    }
  }

  /** Content types by part name, lower case. */
  private java.util.Map<String, String> mainTypes(ZipFile zip, ZipEntry types) throws IOException {
    var found = new java.util.HashMap<String, String>();
    var factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try (InputStream in = zip.getInputStream(types)) {
      var bytes = in.readNBytes(MOST_CONTENT_TYPES + 1);
      if (bytes.length > MOST_CONTENT_TYPES) {
        throw refused("intake.fileBomb");
      }
      var reader = factory.createXMLStreamReader(new java.io.ByteArrayInputStream(bytes));
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT
            && reader.getLocalName().equals("Override")) {
          var part = reader.getAttributeValue(null, "PartName");
          var type = reader.getAttributeValue(null, "ContentType");
          if (part != null && type != null) {
            found.put(part.replaceFirst("^/", ""), type.toLowerCase(Locale.ROOT));
          }
        }
      }
    } catch (XMLStreamException malformed) {
      throw refused("intake.fileDamaged");
    }
    return found;
  }

  private MaterialKind kind(ZipFile zip, java.util.Map<String, String> types) {
    if (types.values().stream().anyMatch(t -> t.contains("macroenabled") || t.contains("vba"))) {
      throw refused("intake.fileMacros");
    }
    for (var part : types.entrySet()) {
      if (zip.getEntry(part.getKey()) == null) {
        continue;
      }
      if (part.getValue().endsWith("wordprocessingml.document.main+xml")) {
        return MaterialKind.DOCX;
      }
      if (part.getValue().endsWith("spreadsheetml.sheet.main+xml")) {
        return MaterialKind.XLSX;
      }
    }
    throw refused("intake.fileKind");
  }

  private boolean contains(byte[] wanted) throws IOException {
    try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      int matched = 0;
      for (int b = in.read(); b >= 0; b = in.read()) {
        matched = b == wanted[matched] ? matched + 1 : b == wanted[0] ? 1 : 0;
        if (matched == wanted.length) {
          return true;
        }
      }
      return false;
    }
  }

  private Refusal refused(String code) {
    return Refusal.invalid(code, null, name);
  }
}
