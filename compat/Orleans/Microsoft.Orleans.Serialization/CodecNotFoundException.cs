namespace Orleans.Serialization;

/// <summary>A type may not cross a grain boundary, because it or one of its members has no annotation.</summary>
public sealed class CodecNotFoundException(string message) : SerializerException(message);
