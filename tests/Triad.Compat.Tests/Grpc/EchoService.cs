using Grpc.Core;

namespace Triad.Compat.Tests.Grpc;

/// <summary>Answers what it is asked; some texts ask for a failure.</summary>
public sealed class EchoService(EchoObservations observations) : Echo.EchoBase
{
    public const string Fail = "fail";
    public const string Wait = "wait";

    public override async Task<EchoMessage> Once(EchoMessage request, ServerCallContext context)
    {
        observations.Record(context);
        if (request.Text == Fail)
        {
            var trailers = new Metadata { { "reason", "as asked" }, { "detail-bin", new byte[] { 1, 0, 255 } } };
            throw new RpcException(new Status(StatusCode.FailedPrecondition, "no – não"), trailers);
        }

        if (request.Text == Wait)
            await observations.WaitForCancellation(context.CancellationToken);

        await context.WriteResponseHeadersAsync(new Metadata { { "served-by", "echo" } });
        context.ResponseTrailers.Add("cost", "3");
        return request;
    }

    public override async Task Repeat(EchoMessage request, IServerStreamWriter<EchoMessage> responseStream, ServerCallContext context)
    {
        observations.Record(context);
        for (var i = 0; i < request.Times; i++)
            await responseStream.WriteAsync(new EchoMessage { Text = request.Text, Times = i }, context.CancellationToken);
        if (request.Text == Wait)
            await observations.WaitForCancellation(context.CancellationToken);
    }

    public override async Task<EchoMessage> Join(IAsyncStreamReader<EchoMessage> requestStream, ServerCallContext context)
    {
        observations.Record(context);
        var texts = new List<string>();
        await foreach (var message in requestStream.ReadAllAsync(context.CancellationToken))
            texts.Add(message.Text);
        return new EchoMessage { Text = string.Join(' ', texts), Times = texts.Count };
    }

    public override async Task Each(
        IAsyncStreamReader<EchoMessage> requestStream, IServerStreamWriter<EchoMessage> responseStream, ServerCallContext context)
    {
        observations.Record(context);
        while (await requestStream.MoveNext(context.CancellationToken))
            await responseStream.WriteAsync(requestStream.Current);
    }
}
