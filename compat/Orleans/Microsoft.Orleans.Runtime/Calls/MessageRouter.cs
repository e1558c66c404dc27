namespace Orleans.Runtime.Calls;

/// <summary>Brings a message to its activation or observer.</summary>
internal sealed class MessageRouter(ActivationDirectory activations, ObserverDirectory observers)
{
    public void Route(Message message)
    {
        try
        {
            if (ObserverGrainId.TryParse(message.Target, out var observer))
                observers.Route(observer, message);
            else
                activations.Route(message);
        }
        catch (Exception exception)
        {
            message.Pending?.Complete(Response.FromException(exception));
        }
    }
}
