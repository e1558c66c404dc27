using Grpc.Core.Utils;

namespace Grpc.Core.Interceptors;

public static class ChannelExtensions
{
    public static CallInvoker Intercept(this ChannelBase channel, Interceptor interceptor) =>
        GrpcPreconditions.CheckNotNull(channel, nameof(channel)).CreateCallInvoker().Intercept(interceptor);

    public static CallInvoker Intercept(this ChannelBase channel, params Interceptor[] interceptors) =>
        GrpcPreconditions.CheckNotNull(channel, nameof(channel)).CreateCallInvoker().Intercept(interceptors);

    public static CallInvoker Intercept(this ChannelBase channel, Func<Metadata, Metadata> interceptor) =>
        GrpcPreconditions.CheckNotNull(channel, nameof(channel)).CreateCallInvoker().Intercept(interceptor);
}
