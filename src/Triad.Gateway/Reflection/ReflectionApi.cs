using Grpc.Core;
using Grpc.Reflection.V1;

namespace Triad.Gateway.Reflection;

/// <summary>The reflection service, version 1.</summary>
internal sealed class ReflectionApi(ReflectionAnswers answers) : ServerReflection.ServerReflectionBase
{
    /// <inheritdoc/>
    public override async Task ServerReflectionInfo(
        IAsyncStreamReader<ServerReflectionRequest> requestStream,
        IServerStreamWriter<ServerReflectionResponse> responseStream,
        ServerCallContext context)
    {
        await foreach (var question in requestStream.ReadAllAsync(context.CancellationToken))
            await responseStream.WriteAsync(answers.To(question), context.CancellationToken);
    }
}
