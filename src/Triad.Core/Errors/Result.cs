using System.Diagnostics.CodeAnalysis;

namespace Triad.Core.Errors;

/// <summary>The outcome of an operation without a value: success, or an expected failure.</summary>
public readonly record struct Result
{
    private Result(Error? error) => Error = error;

    /// <summary>Success.</summary>
    public static Result Ok => default;

    /// <summary>The failure, or null on success.</summary>
    public Error? Error { get; }

    /// <summary>True on success.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Error is null;

    /// <summary>A failure.</summary>
    public static Result Fail(Error error) => new(error);

    /// <summary>A failure.</summary>
    public static implicit operator Result(Error error) => new(error);
}
