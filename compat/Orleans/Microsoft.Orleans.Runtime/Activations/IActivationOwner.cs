namespace Orleans.Runtime.Activations;

/// <summary>Where an activation came from.</summary>
internal interface IActivationOwner
{
    /// <summary>Forgets the activation, so that the next message makes another.</summary>
    void OnEnded(Activation activation);

    /// <summary>Takes a message that the activation can no longer run.</summary>
    void Route(Message message);
}
