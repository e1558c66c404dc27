namespace Orleans.Serialization.Serializers;

/// <summary>A codec for a family of types; implemented by the abstractions only.</summary>
public interface ISpecializableCodec;
