using Triad.Core.Errors;

namespace Triad.Grains.Abstractions.Replies;

/// <summary>A grain's answer without a value: done, or an expected failure.</summary>
/// <param name="Fault">The failure, or null.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.replies.reply")]
public sealed record Reply([property: Id(0)] Fault? Fault)
{
    /// <summary>Done.</summary>
    public static Reply Ok { get; } = new((Fault?)null);

    /// <summary>The answer as the caller handles it.</summary>
    public Result ToResult() => Fault is null ? Result.Ok : Fault.ToError();

    /// <summary>A failure.</summary>
    public static implicit operator Reply(Error error) => new(Fault.From(error));

    /// <summary>An outcome as an answer.</summary>
    public static implicit operator Reply(Result result) => result.IsOk ? Ok : result.Error;
}
