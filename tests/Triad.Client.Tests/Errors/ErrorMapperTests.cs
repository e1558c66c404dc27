using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Triad.Client.Errors;

namespace Triad.Client.Tests.Errors;

public sealed class ErrorMapperTests
{
    private static readonly ErrorInfo Info = new() { Reason = "VIDEO_NOT_FOUND", Metadata = { ["field"] = "video_id" } };

    [Fact]
    public void ToTriadException_DetailWhoseBytesAreBroken_TellsTheRest()
    {
        foreach (var broken in new IMessage[] { new BadRequest(), new RetryInfo() })
        {
            var detail = Any.Pack(broken);
            detail.Value = ByteString.CopyFrom(0xFF, 0xFF, 0xFF);

            var mapped = ErrorMapper.ToTriadException(Failure(Any.Pack(Info), detail));

            Assert.Equal(("VIDEO_NOT_FOUND", "video_id", null), (mapped.Reason, mapped.Field, mapped.RetryAfter));
        }
    }

    [Fact]
    public void ToTriadException_InfoWhoseBytesAreBroken_NamesTheStatus()
    {
        var detail = Any.Pack(Info);
        detail.Value = ByteString.CopyFrom(0xFF);

        var mapped = ErrorMapper.ToTriadException(Failure(detail));

        Assert.Equal(("NOT_FOUND", "no such video", StatusCode.NotFound), (mapped.Reason, mapped.Message, mapped.StatusCode));
    }

    [Fact]
    public void ToTriadException_DelayThatIsNoSpanOfTime_HasNone()
    {
        var delay = new RetryInfo { RetryDelay = new Duration { Seconds = 1, Nanos = -1 } };

        Assert.Null(ErrorMapper.ToTriadException(Failure(Any.Pack(Info), Any.Pack(delay))).RetryAfter);
    }

    private static RpcException Failure(params Any[] details)
    {
        var status = new Google.Rpc.Status { Code = (int)StatusCode.NotFound, Message = "no such video", Details = { details } };
        return new RpcException(
            new Grpc.Core.Status(StatusCode.NotFound, "no such video"), new Metadata { { "grpc-status-details-bin", status.ToByteArray() } });
    }
}
