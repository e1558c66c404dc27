using Grpc.Core;
using Triad.Core.Errors;
using Triad.Vectors.Qdrant.Calls;

namespace Triad.Vectors.Qdrant.Tests.Calls;

public sealed class QdrantErrorsTests
{
    private static readonly Uri Server = new("http://127.0.0.1:6334");

    [Fact]
    public void From_EveryStatus_HasThisReasonAndSaysWhatWhereAndWhy() => Assert.Equal(
        """
        OK Internal
        Cancelled Unavailable
        Unknown Unavailable
        InvalidArgument Internal
        DeadlineExceeded TimedOut
        NotFound Internal
        AlreadyExists Internal
        PermissionDenied Unavailable
        ResourceExhausted QueueFull
        FailedPrecondition Internal
        Aborted Unavailable
        OutOfRange Internal
        Unimplemented Internal
        Internal Unavailable
        Unavailable Unavailable
        DataLoss Unavailable
        Unauthenticated Unavailable
        """,
        string.Join('\n', Enum.GetValues<StatusCode>().Select(code =>
        {
            var error = Of(code, "the words of the server");
            Assert.Contains("Scroll", error.Message, StringComparison.Ordinal);
            Assert.Contains(Server.ToString(), error.Message, StringComparison.Ordinal);
            Assert.True(code == StatusCode.DeadlineExceeded || error.Message.Contains("the words of the server", StringComparison.Ordinal));
            Assert.NotNull(error.Remedy);
            return $"{code} {error.Reason}";
        })));

    [Theory]
    [InlineData("Service internal error: No space left on device (os error 28)")]
    [InlineData("There is not enough disk space available for optimizer")]
    public void From_ServerWithoutRoom_IsStorageFull(string words) =>
        Assert.Equal(ErrorReason.StorageFull, Of(StatusCode.Internal, words).Reason);

    [Theory]
    [InlineData("1.18.3", false)]
    [InlineData("1.19.0", true)]
    [InlineData("1.20.0-dev", true)]
    [InlineData("2.0.1+abc", true)]
    [InlineData("dev", false)]
    public void Check_OfAVersion_IsThis(string version, bool fine) => Assert.Equal(fine, ServerVersion.Check(version, Server) is null);

    private static Error Of(StatusCode code, string words) =>
        QdrantErrors.From(new RpcException(new Status(code, words)), "Scroll", Server);
}
