using Grpc.Core;
using Triad.Client.Errors;

namespace Triad.Client.Tests.Calls;

public sealed class ClosedConnectionTests
{
    public static TheoryData<Exception> Closures =>
    [
        new HttpRequestException("Error starting the call.", new HttpProtocolException(0, "The HTTP/2 server closed the connection.", null)),
        new IOException("The response ended prematurely."),
    ];

    [Theory]
    [MemberData(nameof(Closures))]
    public void ConnectionThatAStoppingServerClosed_IsUnavailableAndMayBeRetried(Exception closure)
    {
        var failure = ErrorMapper.ToTriadException(new RpcException(new Status(StatusCode.Internal, "Error starting gRPC call.", closure)));

        Assert.Equal((StatusCode.Unavailable, "UNAVAILABLE", true), (failure.StatusCode, failure.Reason, failure.Retryable));
        Assert.StartsWith("The platform cannot be reached", failure.Message);
    }

    [Fact]
    public void InternalErrorOfThePlatform_StaysInternal()
    {
        var failure = ErrorMapper.ToTriadException(new RpcException(new Status(StatusCode.Internal, "Internal error; trace 1.")));

        Assert.Equal((StatusCode.Internal, false), (failure.StatusCode, failure.Retryable));
    }
}
