namespace Orleans.Serialization.Invocation;

/// <summary>A result of a known type.</summary>
public class Response<TResult> : Response
{
    /// <summary>The result.</summary>
    public TResult? TypedResult { get; set; }

    /// <inheritdoc/>
    public override object? Result
    {
        get => TypedResult;
        set => TypedResult = (TResult?)value;
    }

    /// <inheritdoc/>
    public override Exception? Exception
    {
        get => null;
        set => throw new InvalidOperationException("A result has no exception.");
    }

    /// <inheritdoc/>
    public override T GetResult<T>() => TypedResult is T result ? result : (T)(object?)TypedResult!;

    /// <inheritdoc/>
    public override void Dispose()
    {
    }
}
