namespace Orleans.Runtime.Calls;

/// <summary>A call on its way to the activation that runs it.</summary>
internal sealed class Message
{
    private int _forwards;

    public required IInvokable Request { get; init; }

    public required GrainId Target { get; init; }

    public required InvokeMethodOptions Options { get; init; }

    public GrainInterfaceType InterfaceType { get; init; }

    public GrainId? Sender { get; init; }

    /// <summary>The caller's request context; a copy of its own.</summary>
    public Dictionary<string, object>? RequestContext { get; init; }

    /// <summary>Who waits for the answer; null for a one-way call.</summary>
    public PendingCall? Pending { get; init; }

    /// <summary>A timer's tick: it dies with its activation instead of going to the next one.</summary>
    public bool IsLocalOnly { get; init; }

    /// <summary>Whether the call keeps the activation from being idle.</summary>
    public bool IsKeepAlive { get; init; } = true;

    public bool IsAlwaysInterleave => (Options & InvokeMethodOptions.AlwaysInterleave) != 0;

    public bool IsReadOnly => (Options & InvokeMethodOptions.ReadOnly) != 0;

    /// <summary>Whether the caller stopped waiting before the call was begun.</summary>
    public bool IsAbandoned => Pending is { IsCompleted: true };

    public Guid? ReentrancyId =>
        RequestContext is not null && RequestContext.TryGetValue(Runtime.RequestContext.CALL_CHAIN_REENTRANCY_HEADER, out var id)
            ? id as Guid?
            : null;

    /// <summary>The response with a copy of the result, which the caller may keep.</summary>
    public Response CopyForCaller(Response response)
    {
        if (response.Exception is null && Request is GrainCall call && response.Result is { } result
            && call.Description.CopyResult(result) is { } copy && !ReferenceEquals(copy, result))
            response.Result = copy;

        return response;
    }

    /// <summary>The message goes on to another activation; not for ever.</summary>
    public void CountForward(int most)
    {
        if (++_forwards > most)
            throw new OrleansMessageRejectionException($"Forwarded {most} times, each time to an activation that ended: {this}.");
    }

    public override string ToString() => $"{Request} to {Target}" + (Sender is { } sender ? $" from {sender}" : string.Empty);
}
