using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;

namespace Triad.Gateway.Tests.Reflection;

public sealed class ReflectionApiTests
{
    [Fact]
    public async Task Reflection_ByDefault_IsOff()
    {
        await using var gateway = await GatewayFixture.StartAsync();

        var refused = await Assert.ThrowsAsync<RpcException>(() => AskAsync(gateway, new ServerReflectionRequest { ListServices = "" }));

        Assert.Equal(StatusCode.Unimplemented, refused.StatusCode);
    }

    [Fact]
    public async Task Reflection_AskedForServices_ListsAll()
    {
        await using var gateway = await GatewayFixture.StartAsync(options => options.Reflection = true);

        var answer = await AskAsync(gateway, new ServerReflectionRequest { ListServices = "" });

        Assert.Equal(RawCall.Services.Select(service => service.FullName).Order(StringComparer.Ordinal), answer.ListServicesResponse.Service.Select(service => service.Name));
    }

    [Theory]
    [InlineData("triad.v1.SearchService")]
    [InlineData("triad.v1.SearchService.Search")]
    [InlineData("triad.v1.Part")]
    [InlineData("triad.v1.ErrorReason")]
    [InlineData("google.rpc.ErrorInfo")]
    public async Task Reflection_AskedForASymbol_GivesFilesThatBuild(string symbol)
    {
        await using var gateway = await GatewayFixture.StartAsync(options => options.Reflection = true);

        var answer = await AskAsync(gateway, new ServerReflectionRequest { FileContainingSymbol = symbol });

        // As a client without any of the files would build them: the imports come with the file.
        var files = FileDescriptor.BuildFromByteStrings(InOrderOfImports(answer.FileDescriptorResponse.FileDescriptorProto));
        Assert.Contains(files, file => symbol.StartsWith(file.Package, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reflection_AskedForAFile_GivesIt()
    {
        await using var gateway = await GatewayFixture.StartAsync(options => options.Reflection = true);

        var answer = await AskAsync(gateway, new ServerReflectionRequest { FileByFilename = "triad/v1/query.proto" });

        Assert.Equal("triad/v1/query.proto", FileDescriptorProto.Parser.ParseFrom(answer.FileDescriptorResponse.FileDescriptorProto[0]).Name);
    }

    [Fact]
    public async Task Reflection_AskedForNothingThatIs_SaysNotFound()
    {
        await using var gateway = await GatewayFixture.StartAsync(options => options.Reflection = true);

        var answer = await AskAsync(gateway, new ServerReflectionRequest { FileContainingSymbol = "triad.v1.Nothing" });

        Assert.Equal((int)StatusCode.NotFound, answer.ErrorResponse.ErrorCode);
    }

    [Fact]
    public async Task Reflection_OfTheOlderVersion_AnswersTheSame()
    {
        await using var gateway = await GatewayFixture.StartAsync(options => options.Reflection = true);
        using var patience = new CancellationTokenSource(GatewayFixture.Patience);
        using var call = new Grpc.Reflection.V1Alpha.ServerReflection.ServerReflectionClient(gateway.Channel).ServerReflectionInfo(cancellationToken: patience.Token);

        await call.RequestStream.WriteAsync(new Grpc.Reflection.V1Alpha.ServerReflectionRequest { ListServices = "" }, patience.Token);
        Assert.True(await call.ResponseStream.MoveNext(patience.Token));

        Assert.Contains(call.ResponseStream.Current.ListServicesResponse.Service, service => service.Name == "triad.v1.LibraryService");
    }

    private static List<ByteString> InOrderOfImports(IEnumerable<ByteString> files)
    {
        var open = files.Select(bytes => (Bytes: bytes, File: FileDescriptorProto.Parser.ParseFrom(bytes))).ToList();
        var ordered = new List<ByteString>();
        while (open.Count > 0)
        {
            var next = open.FindIndex(file => !file.File.Dependency.Any(import => open.Exists(other => other.File.Name == import)));
            Assert.True(next >= 0, "The files import each other.");
            ordered.Add(open[next].Bytes);
            open.RemoveAt(next);
        }

        return ordered;
    }

    private static async Task<ServerReflectionResponse> AskAsync(GatewayFixture gateway, ServerReflectionRequest question)
    {
        using var patience = new CancellationTokenSource(GatewayFixture.Patience);
        using var call = new ServerReflection.ServerReflectionClient(gateway.Channel).ServerReflectionInfo(cancellationToken: patience.Token);
        await call.RequestStream.WriteAsync(question, patience.Token);
        Assert.True(await call.ResponseStream.MoveNext(patience.Token));
        return call.ResponseStream.Current;
    }
}
