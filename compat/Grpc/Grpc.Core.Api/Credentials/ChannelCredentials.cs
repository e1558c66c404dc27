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

    public static ChannelCredentials Create(ChannelCredentials channelCredentials, CallCredentials callCredentials) =>
        new CompositeChannelCredentials(
            GrpcPreconditions.CheckNotNull(channelCredentials, nameof(channelCredentials)),
            GrpcPreconditions.CheckNotNull(callCredentials, nameof(callCredentials)));

    public abstract void InternalPopulateConfiguration(ChannelCredentialsConfiguratorBase configurator, object? state);
}
