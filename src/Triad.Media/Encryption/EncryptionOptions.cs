namespace Triad.Media.Encryption;

/// <summary>Settings of the encryption of media.</summary>
public sealed class EncryptionOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Triad:Encryption";

    /// <summary>
    /// File of key-encryption keys; the first wraps, the others only unwrap. Made at the first start where the platform has encrypted nothing yet.
    /// </summary>
    public string KeyFile { get; set; } = "data/media.key";

    /// <summary>Folder of decrypted copies while decoders read them; this process's own, emptied at start.</summary>
    public string PlainFolder { get; set; } = "data/plain";

    /// <summary>
    /// True reads blobs of builds before encryption as they are. False refuses them: once there are none, nobody who can write into the store can
    /// put plain ones in the place of encrypted ones.
    /// </summary>
    public bool ReadUnencrypted { get; set; } = true;
}
