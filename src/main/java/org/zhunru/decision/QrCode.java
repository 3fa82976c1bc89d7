package org.zhunru.decision;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;

/** A QR code as dark squares, without its quiet zone. */
final class QrCode {
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
                      "UTF-8")));
    } catch (WriterException tooLong) {
      throw new IllegalArgumentException("No QR code for " + text, tooLong);
    }
  }

  /** Squares along an edge. */
  int size() {
    return squares.getWidth();
  }

  /**
   * @param column from the left, from 0
   * @param row from the top, from 0
   */
  boolean isDark(int column, int row) {
    return squares.get(column, row);
  }
}
