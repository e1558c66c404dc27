namespace Orleans;

/// <summary>Lets a type that has no annotations cross a grain boundary as an annotated struct.</summary>
/// <typeparam name="TValue">The type without annotations.</typeparam>
/// <typeparam name="TSurrogate">The struct that stands for it.</typeparam>
public interface IConverter<TValue, TSurrogate>
    where TSurrogate : struct
{
    /// <summary>Makes the value.</summary>
    TValue ConvertFromSurrogate(in TSurrogate surrogate);

    /// <summary>Makes what stands for it.</summary>
    TSurrogate ConvertToSurrogate(in TValue value);
}
