namespace Grpc.Core;

internal sealed class InsecureCredentials : ChannelCredentials
{
    // Composing is allowed here; the client refuses to send the call credentials unless it was told that this is meant.
    internal override bool IsComposable => true;

    public override void InternalPopulateConfiguration(ChannelCredentialsConfiguratorBase configurator, object? state) =>
        configurator.SetInsecureCredentials(state);
}
