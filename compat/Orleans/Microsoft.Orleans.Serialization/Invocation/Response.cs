namespace Orleans.Serialization.Invocation;

/// <summary>What a call came to: a result, nothing, or an exception.</summary>
public abstract class Response : IDisposable
{
    /// <summary>The response of a method without a result.</summary>
    public static Response Completed { get; } = new Response<object>();

    /// <summary>The result; null for an exception.</summary>
    public abstract object? Result { get; set; }

    /// <summary>The exception; null for a result.</summary>
    public abstract Exception? Exception { get; set; }

    /// <summary>A response with an exception.</summary>
    public static Response FromException(Exception exception) => new ExceptionResponse { Exception = exception };

    /// <summary>A response with a result.</summary>
    public static Response FromResult<TResult>(TResult value) => new Response<TResult> { TypedResult = value };

    /// <summary>The result, or throws the exception.</summary>
    public abstract T GetResult<T>();

    /// <inheritdoc/>
    public abstract void Dispose();
}
