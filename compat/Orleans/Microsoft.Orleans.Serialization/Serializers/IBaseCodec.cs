namespace Orleans.Serialization.Serializers;

/// <summary>Writes and reads the fields of a base class; implemented by generated code only.</summary>
public interface IBaseCodec;
