using Grpc.Core.Utils;

namespace Grpc.Core;

public abstract class CallCredentials
{
    public CallCredentials()
    {
    }

    public static CallCredentials Compose(params CallCredentials[] credentials) => new CompositeCallCredentials(credentials);

    public static CallCredentials FromInterceptor(AsyncAuthInterceptor interceptor) =>
        new InterceptorCallCredentials(GrpcPreconditions.CheckNotNull(interceptor, nameof(interceptor)));

    public abstract void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object? state);
}
