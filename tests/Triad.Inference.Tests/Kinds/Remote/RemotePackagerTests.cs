using System.Text.Json.Nodes;
using Triad.Core.Errors;
using Triad.Inference.Kinds.Remote;

namespace Triad.Inference.Tests.Kinds.Remote;

/// <summary>Making remote packages, and what is wrong with them at the start.</summary>
public sealed class RemotePackagerTests
{
    [Fact]
    public async Task Make_StatesWhatTheEndpointGave()
    {
        await using var far = await RemotePackageFixture.StartAsync();
        far.Server.Size = 12;

        var made = await far.MakeAsync(request => request with { Licence = "apache-2.0" });

        Assert.True(made.IsOk, $"{made.Error}");
        Assert.Equal(("far", "remote", "apache-2.0"), (made.Value.Id, made.Value.Kind, made.Value.Licence));
        var json = JsonNode.Parse(far.Manifest)!;
        Assert.Equal((12, "openai", far.Server.Url),
            ((int)json["embedding_size"]!, (string?)json["endpoint"]!["form"], (string?)json["endpoint"]!["url"]));
        Assert.True((await far.LoadAsync()).IsOk);
    }

    [Theory]
    [InlineData("ftp://localhost/x", "has the scheme 'ftp'")]
    [InlineData("http://user:word@localhost/x", "has a user or password")]
    [InlineData("localhost", "is no absolute address")]
    [InlineData("http://gpu.example/v1/embeddings", "would send the secret where others can read it")]
    public async Task Make_AddressThatIsNone_IsRefused(string url, string problem)
    {
        await using var far = await RemotePackageFixture.StartAsync();

        var refused = await far.MakeAsync(request => request with { Url = url, SecretVariable = "TRIAD_TEST_NONE" });

        Assert.Contains(problem, refused.Error!.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(far.Folder));
    }

    [Fact]
    public async Task Make_SecretInPlaceOfItsName_IsRefusedAndNotRepeated()
    {
        await using var far = await RemotePackageFixture.StartAsync();

        var refused = await far.MakeAsync(request => request with { SecretVariable = "sk-live-1234" });

        Assert.Contains("no name of an environment variable", refused.Error!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("1234", refused.Error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("objects", "a", false, "takes no sound")]
    [InlineData("objects", "v", true, "takes one content an input")]
    [InlineData("nothing", "t", false, "Use one of: messages, objects, openai, triad")]
    public async Task Make_FormThatCannotCarryIt_IsRefused(string form, string takes, bool mixes, string problem)
    {
        await using var far = await RemotePackageFixture.StartAsync();

        var refused = await far.MakeAsync(request => request with { Form = form, Modalities = [takes], Mixes = mixes });

        Assert.Contains(problem, refused.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Make_DimensionsThatTheEndpointDoesNotGive_IsRefused()
    {
        await using var far = await RemotePackageFixture.StartAsync();

        var refused = await far.MakeAsync(request => request with { Dimensions = 4 });

        Assert.Contains("gives vectors of 8 numbers, and the package states 4", refused.Error!.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(far.Folder));
    }

    [Fact]
    public async Task Load_EndpointOfAnotherSize_IsRefusedWithBoth()
    {
        await using var far = await RemotePackageFixture.StartAsync();
        await far.MakeAsync();
        far.Server.Size = 9;

        var refused = await far.LoadAsync();

        Assert.Equal(ErrorReason.ModelUnavailable, refused.Error!.Reason);
        Assert.Contains("gives vectors of 9 numbers, and the package states 8", refused.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_AnotherModelBehindTheAddress_IsRefused()
    {
        await using var far = await RemotePackageFixture.StartAsync();
        await far.MakeAsync();
        far.Server.Model = "another";

        var refused = await far.LoadAsync();

        Assert.Contains("another model is behind the address", refused.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_DeadEndpoint_IsRefusedWithItsAddressField()
    {
        await using var far = await RemotePackageFixture.StartAsync();
        await far.MakeAsync();
        far.Edit(json => json["endpoint"]!["retries"] = 0);
        await far.Server.DisposeAsync();

        var refused = await far.LoadAsync();

        Assert.Equal(ErrorReason.ModelUnavailable, refused.Error!.Reason);
        Assert.Contains("endpoint.url", refused.Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("batch", "0", "endpoint.batch")]
    [InlineData("secret", "{\"variable\": \"A\", \"file\": \"/b\"}", "endpoint.secret.variable")]
    [InlineData("secret", "{\"variable\": \"A\", \"header\": \"a b\"}", "endpoint.secret.header")]
    [InlineData("role_field", "{\"name\": \"input\", \"query\": \"q\", \"document\": \"d\"}", "endpoint.role_field.name")]
    [InlineData("key", "\"sk-1\"", "endpoint.key")]
    public async Task Load_WrongField_IsRefusedByName(string field, string value, string named)
    {
        await using var far = await RemotePackageFixture.StartAsync();
        await far.MakeAsync();
        far.Edit(json => json["endpoint"]![field] = JsonNode.Parse(value));

        Assert.Contains(named, (await far.LoadAsync()).Error!.Message, StringComparison.Ordinal);
    }
}
