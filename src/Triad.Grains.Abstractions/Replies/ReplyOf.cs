using Triad.Core.Errors;

namespace Triad.Grains.Abstractions.Replies;

/// <summary>A grain's answer: a value, or an expected failure.</summary>
/// <param name="Value">The value, or the default of its type where there is a failure.</param>
/// <param name="Fault">The failure, or null.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.replies.reply`1")]
public sealed record Reply<T>([property: Id(0)] T? Value, [property: Id(1)] Fault? Fault)
{
    /// <summary>The answer as the caller handles it.</summary>
    public Result<T> ToResult() => Fault is null ? Result<T>.Ok(Value!) : Fault.ToError();

    /// <summary>A value.</summary>
    public static implicit operator Reply<T>(T value) => new(value, null);

    /// <summary>A failure.</summary>
    public static implicit operator Reply<T>(Error error) => new(default, Fault.From(error));

    /// <summary>An outcome as an answer.</summary>
    public static implicit operator Reply<T>(Result<T> result) => result.IsOk ? result.Value : result.Error;
}
