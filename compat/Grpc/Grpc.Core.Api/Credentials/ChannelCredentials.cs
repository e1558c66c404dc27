using Grpc.Core.Utils;

namespace Grpc.Core;

public abstract class ChannelCredentials
{
    private static readonly ChannelCredentials InsecureInstance = new InsecureCredentials();
    private static readonly ChannelCredentials SecureSslInstance = new SslCredentials();

    public ChannelCredentials()
    {
    }

    public static ChannelCredentials Insecure => InsecureInstance;

    public static ChannelCredentials SecureSsl => SecureSslInstance;

    /// <summary>Whether call credentials may be added: they must not travel over an open channel unnoticed.</summary>
    internal virtual bool IsComposable => false;

    public static ChannelCredentials Create(ChannelCredentials channelCredentials, CallCredentials callCredentials) =>
        new CompositeChannelCredentials(
            GrpcPreconditions.CheckNotNull(channelCredentials, nameof(channelCredentials)),
            GrpcPreconditions.CheckNotNull(callCredentials, nameof(callCredentials)));

    public abstract void InternalPopulateConfiguration(ChannelCredentialsConfiguratorBase configurator, object? state);
}
