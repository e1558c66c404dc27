namespace Orleans.Serialization.Serializers;

/// <summary>Writes and reads a struct; implemented by generated code only.</summary>
public interface IValueSerializer<T> : IValueSerializer
    where T : struct;
