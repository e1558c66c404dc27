using System.Diagnostics.CodeAnalysis;

namespace Triad.Core.Errors;

/// <summary>The outcome of an operation: a value, or an expected failure.</summary>
public readonly record struct Result<T>
{
    private readonly T? _value;

    private Result(T? value, Error? error)
    {
        _value = value;
        Error = error;
    }

    /// <summary>The failure, or null on success.</summary>
    public Error? Error { get; }

    /// <summary>True on success.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Error is null;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">The result is a failure: a bug in the caller, who did not look.</exception>
    public T Value => IsOk ? _value! : throw new InvalidOperationException($"The result is a failure: {Error.Message}");

    /// <summary>Success with a value.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>A failure.</summary>
    public static implicit operator Result<T>(Error error) => new(default, error);

    /// <summary>Success with a value (for interface types, which have no implicit conversion).</summary>
    public static Result<T> Ok(T value) => new(value, null);

    /// <summary>A failure.</summary>
    public static Result<T> Fail(Error error) => new(default, error);
}
