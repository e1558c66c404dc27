using System.Runtime.ExceptionServices;

namespace Orleans.Serialization.Invocation;

/// <summary>The response of a method that threw.</summary>
public sealed class ExceptionResponse : Response
{
    /// <inheritdoc/>
    public override Exception? Exception { get; set; }

    /// <inheritdoc/>
    public override object? Result
    {
        get => GetResult<object>();
        set => throw new InvalidOperationException("An exception was given a result.");
    }

    /// <inheritdoc/>
    public override T GetResult<T>()
    {
        ExceptionDispatchInfo.Throw(Exception!);
        return default!;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
    }
}
