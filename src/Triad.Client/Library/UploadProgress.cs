namespace Triad.Client;

/// <summary>How far an upload is.</summary>
/// <param name="SentBytes">Bytes handed to the connection so far; starts anew when the upload is retried.</param>
/// <param name="TotalBytes">Bytes in all; null where the stream does not know its length.</param>
public readonly record struct UploadProgress(long SentBytes, long? TotalBytes);
