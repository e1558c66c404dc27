namespace Orleans.Serialization.Invocation;

/// <summary>A call of a method with its arguments.</summary>
public interface IInvokable : IDisposable
{
    /// <summary>Whether the method takes a cancellation token.</summary>
    bool IsCancellable => false;

    /// <summary>What the method is called on.</summary>
    object? GetTarget();

    /// <summary>Sets what the method is called on.</summary>
    void SetTarget(ITargetHolder holder);

    /// <summary>Calls the method; an exception comes back as a response.</summary>
    ValueTask<Response> Invoke();

    /// <summary>How many arguments there are.</summary>
    int GetArgumentCount();

    /// <summary>The argument at an index.</summary>
    object? GetArgument(int index);

    /// <summary>Replaces the argument at an index.</summary>
    void SetArgument(int index, object value);

    /// <summary>The method's name.</summary>
    string GetMethodName();

    /// <summary>The interface's full name.</summary>
    string GetInterfaceName();

    /// <summary>The name in traces.</summary>
    string GetActivityName();

    /// <summary>The interface's method.</summary>
    MethodInfo GetMethod();

    /// <summary>The interface.</summary>
    Type GetInterfaceType();

    /// <summary>How long the caller waits; null is the silo's setting.</summary>
    TimeSpan? GetDefaultResponseTimeout();

    /// <summary>The cancellation token among the arguments.</summary>
    CancellationToken GetCancellationToken() => CancellationToken.None;

    /// <summary>Cancels the call where it takes a token.</summary>
    bool TryCancel() => false;
}
