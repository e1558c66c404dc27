using Google.Protobuf;
using Grpc.Core;
using Grpc.Reflection.V1Alpha;

namespace Triad.Gateway.Reflection;

/// <summary>The reflection service, version 1alpha, which older tools ask for. Its messages have the same bytes as those of version 1.</summary>
internal sealed class ReflectionAlphaApi(ReflectionAnswers answers) : ServerReflection.ServerReflectionBase
{
    /// <inheritdoc/>
    public override async Task ServerReflectionInfo(
        IAsyncStreamReader<ServerReflectionRequest> requestStream,
        IServerStreamWriter<ServerReflectionResponse> responseStream,
        ServerCallContext context)
    {
        await foreach (var alpha in requestStream.ReadAllAsync(context.CancellationToken))
        {
            var question = Grpc.Reflection.V1.ServerReflectionRequest.Parser.ParseFrom(alpha.ToByteArray());
            var answer = ServerReflectionResponse.Parser.ParseFrom(answers.To(question).ToByteArray());
            await responseStream.WriteAsync(answer, context.CancellationToken);
        }
    }
}
