package org.zhunru.decision;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A QR code as dark squares, without its quiet zone. */
final class QrCode {
  /**
   * Which squares are turned over (ISO/IEC 18004, 7.8). The standard looks for the most even of
   * eight patterns, which takes a quarter of the time of a paper; every reader undoes any of them.
   */
  private static final int MASK = 2;

  private final BitMatrix squares;

  private QrCode(BitMatrix squares) {
    this.squares = squares;
  }

  static QrCode of(String text) {
    try {
      return new QrCode(
          new QRCodeWriter()
              .encode(
                  text,
                  BarcodeFormat.QR_CODE,
                  0,
                  0,
                  Map.of(
                      EncodeHintType.MARGIN,
                      0,
                      EncodeHintType.ERROR_CORRECTION,
                      ErrorCorrectionLevel.M,
                      EncodeHintType.CHARACTER_SET,
                      "UTF-8",
                      EncodeHintType.QR_MASK_PATTERN,
                      MASK)));
    } catch (WriterException tooLong) {
      throw new IllegalArgumentException("No QR code for " + text, tooLong);
    }
  }

  /** Squares along an edge. */
  int size() {
    return squares.getWidth();
  }

  /** Dark squares beside each other: row from the top, first column from the left, how many. */
  List<int[]> runs() {
    var runs = new ArrayList<int[]>();
    for (int row = 0; row < size(); row++) {
      int from = 0;
      while (from < size()) {
        int to = from;
        while (to < size() && squares.get(to, row)) {
          to++;
        }
        if (to > from) {
          runs.add(new int[] {row, from, to - from});
        }
        from = to + 1;
      }
    }
    return runs;
  }
}
