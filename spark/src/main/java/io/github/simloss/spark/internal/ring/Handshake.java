package io.github.simloss.spark.internal.ring;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Two workers prove to each other that they know the secret; the secret itself is never sent:
 *
 * <pre>
 * waiting:    magic, nonce A
 * connecting: its rank, nonce B, HMAC(secret, "connect", A, B, rank)
 * waiting:    1, HMAC(secret, "accept", A, B, its rank)      or 0, and the end
 * </pre>
 */
final class Handshake {
  private static final long MAGIC = 0x73696d6c6f737331L;
  private static final int NONCE = 32;
  private static final int PROOF = 32;

  private final byte[] secret;
  private final SecureRandom random = new SecureRandom();

  Handshake(byte[] secret) {
    this.secret = secret.clone();
  }

  /** Somebody who is no worker of this run. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  /**
   * As the one who waits.
   *
   * @param rank this worker's
   * @return the rank of the other
   * @throws Refused if the other does not know the secret
   */
  int accept(DataInputStream in, DataOutputStream out, int rank) throws IOException {
    byte[] mine = nonce();
    out.writeLong(MAGIC);
    out.write(mine);
    out.flush();
    int other = in.readInt();
    byte[] theirs = in.readNBytes(NONCE);
    byte[] proof = in.readNBytes(PROOF);
    if (!MessageDigest.isEqual(proof, proof("connect", mine, theirs, other))) {
      out.write(0);
      out.flush();
      throw new Refused("it does not know the secret of this run");
    }
    out.write(1);
    out.write(proof("accept", mine, theirs, rank));
    out.flush();
    return other;
  }

  /**
   * As the one who connects.
   *
   * @param rank this worker's
   * @param other the rank of the one who waits
   * @throws Refused if the other does not know the secret, or says that this one does not
   */
  void connect(DataInputStream in, DataOutputStream out, int rank, int other) throws IOException {
    if (in.readLong() != MAGIC) {
      throw new Refused("what answers there is no worker of simloss");
    }
    byte[] theirs = in.readNBytes(NONCE);
    byte[] mine = nonce();
    out.writeInt(rank);
    out.write(mine);
    out.write(proof("connect", theirs, mine, rank));
    out.flush();
    int answer = in.read();
    if (answer < 0) {
      throw new EOFException("it hung up");
    }
    if (answer != 1) {
      throw new Refused("it says that the secret of this worker is wrong");
    }
    if (!MessageDigest.isEqual(in.readNBytes(PROOF), proof("accept", theirs, mine, other))) {
      throw new Refused("it does not know the secret of this run");
    }
  }

  private byte[] nonce() {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    return nonce;
  }

  private byte[] proof(String role, byte[] waiting, byte[] connecting, int rank) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      mac.update(role.getBytes(StandardCharsets.US_ASCII));
      mac.update(waiting);
      mac.update(connecting);
      return mac.doFinal(ByteBuffer.allocate(Integer.BYTES).putInt(rank).array());
    } catch (GeneralSecurityException e) {
      // Every Java has it.
      throw new IllegalStateException(e);
    }
  }
}
