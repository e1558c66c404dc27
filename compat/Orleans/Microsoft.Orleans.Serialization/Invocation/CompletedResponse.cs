namespace Orleans.Serialization.Invocation;

/// <summary>The response of a method without a result.</summary>
public sealed class CompletedResponse : Response
{
    /// <summary>The one instance.</summary>
    public static CompletedResponse Instance { get; } = new();

    /// <inheritdoc/>
    public override object? Result
    {
        get => null;
        set => throw new InvalidOperationException("A method without a result was given one.");
    }

    /// <inheritdoc/>
    public override Exception? Exception
    {
        get => null;
        set => throw new InvalidOperationException("A completed response has no exception.");
    }

    /// <inheritdoc/>
    public override T GetResult<T>() => default!;

    /// <inheritdoc/>
    public override void Dispose()
    {
    }
}
