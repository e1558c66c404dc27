namespace Orleans.Serialization.Codecs;

/// <summary>Writes and reads a field; implemented by the generated code of the abstractions only.</summary>
public interface IFieldCodec;
