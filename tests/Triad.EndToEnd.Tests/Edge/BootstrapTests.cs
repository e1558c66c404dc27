using System.Text.Json;
using Triad.Client;

namespace Triad.EndToEnd.Tests.Edge;

public sealed class BootstrapTests : IDisposable
{
    private const string Token = "a-token-that-an-operator-has-mounted-somewhere";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-bootstrap-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Bootstrap_OfAPlatformWithoutAKey_MakesOneOnce()
    {
        await using var server = await ServerProcess.StartAsync("--set", "Triad:Bootstrap:Mode=Token");
        var keyFile = Path.Combine(server.Data, "operator.key");
        Assert.False(File.Exists(keyFile));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(server.Data, "bootstrap.token")));

        var made = await Tool.RunAsync("bootstrap", "--data", server.Data, "--json");

        Assert.True(made.Code == 0, made.Errors);
        Assert.Equal(keyFile, JsonDocument.Parse(made.Output).RootElement.GetProperty("key_file").GetString());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(keyFile));
        Assert.DoesNotContain((await File.ReadAllTextAsync(keyFile)).Trim(), made.Output, StringComparison.Ordinal);
        using var @operator = server.Operator();
        await @operator.Tenants.CreateAsync("acme");

        Assert.Equal(1, (await Tool.RunAsync("bootstrap", "--data", server.Data)).Code);
        var elsewhere = await Tool.RunAsync("bootstrap", "--data", server.Data, "--key-file", At("other.key"));
        Assert.Equal(1, elsewhere.Code);
        Assert.Contains("has its first operator key already", elsewhere.Errors, StringComparison.Ordinal);
        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public async Task Bootstrap_WhoseAnswerWasLost_GoesOnWithTheSameKey()
    {
        await using var server = await ServerProcess.StartAsync("--set", $"Triad:Bootstrap:TokenFile={Write("token", Token)}");
        var drawn = DrawnApiKey.Draw();
        using var nobody = new TriadClient(new TriadClientOptions { Address = server.Address });
        await nobody.Tenants.BootstrapAsync(Token, drawn);
        Write("first.key.new", drawn.Key);

        // The server, too, may have been killed meanwhile.
        await server.KillAsync();
        await server.RestartAsync("--set", $"Triad:Bootstrap:TokenFile={At("token")}");
        var made = await Tool.RunAsync("bootstrap", "--data", server.Data, "--token-file", At("token"), "--key-file", At("first.key"));

        Assert.True(made.Code == 0, made.Errors);
        Assert.Equal(drawn.Key, (await File.ReadAllTextAsync(At("first.key"))).Trim());
        using var @operator = server.Connect(drawn.Key, null);
        await @operator.Tenants.CreateAsync("acme");
    }

    [Fact]
    public async Task Bootstrap_WithAWrongTokenOrTooLate_IsRefusedInTheSameWords()
    {
        await using var server = await ServerProcess.StartAsync("--set", $"Triad:Bootstrap:TokenFile={Write("token", Token)}");
        using var nobody = new TriadClient(new TriadClientOptions { Address = server.Address });
        var refusals = new List<(string, string, string?)>();
        async Task RefusedAsync(string token)
        {
            var refused = await Assert.ThrowsAsync<TriadException>(() => nobody.Tenants.BootstrapAsync(token, DrawnApiKey.Draw()));
            refusals.Add((refused.Reason, refused.Message, refused.Value));
        }

        await RefusedAsync("");
        await RefusedAsync(Token[..^1]);
        await nobody.Tenants.BootstrapAsync(Token, DrawnApiKey.Draw());
        await RefusedAsync(Token);
        await RefusedAsync("nonsense");

        Assert.Equal("KEY_INVALID", Assert.Single(refusals.Distinct()).Item1);
    }

    [Fact]
    public async Task MountedSecret_IsTheOperatorsKeyAndTheOnlyWayIn()
    {
        var key = DrawnApiKey.Draw().Key;
        await using var server = await ServerProcess.StartAsync("--set", $"Triad:Bootstrap:KeyFile={Write("secret", key)}");

        using var @operator = server.Connect(key, null);
        await @operator.Tenants.CreateAsync("acme");

        Assert.False(File.Exists(Path.Combine(server.Data, "operator.key")));
        await server.KillAsync();
        await server.RestartAsync("--set", $"Triad:Bootstrap:TokenFile={Write("token", Token)}");
        Assert.Equal(1, (await Tool.RunAsync("bootstrap", "--data", server.Data, "--token-file", At("token"))).Code);
        using var again = server.Connect(key, null);
        Assert.Equal("acme", (await again.Tenants.GetAsync("acme")).Id);
    }

    [Fact]
    public async Task PlatformThatHasAKey_StartedWithAToken_RefusesIt()
    {
        await using var server = await ServerProcess.StartAsync();
        var key = (await File.ReadAllTextAsync(Path.Combine(server.Data, "operator.key"))).Trim();
        using (var nobody = new TriadClient(new TriadClientOptions { Address = server.Address }))
            Assert.Equal("KEY_INVALID", (await Assert.ThrowsAsync<TriadException>(() => nobody.Tenants.BootstrapAsync("", DrawnApiKey.Draw()))).Reason);

        await server.KillAsync();
        await server.RestartAsync("--set", $"Triad:Bootstrap:TokenFile={Write("token", Token)}");

        var late = await Tool.RunAsync("bootstrap", "--data", server.Data, "--token-file", At("token"), "--key-file", At("late.key"));
        Assert.Equal(1, late.Code);
        using var @operator = server.Connect(key, null);
        await @operator.Tenants.CreateAsync("acme");
    }

    [Theory]
    [InlineData("KeyFile", "no key", "Mode=Secret")]
    [InlineData("TokenFile", "short", "Mode=Token")]
    [InlineData("KeyFile", Token, "Mode=Auto")]
    public async Task Setting_ThatCannotBe_EndsTheStartWithoutTellingTheSecret(string setting, string content, string mode)
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => ServerProcess.StartAsync(
            "--set", $"Triad:Bootstrap:{setting}={Write("file", content)}", "--set", $"Triad:Bootstrap:{mode}"));

        Assert.Contains($"Triad:Bootstrap:{setting} is '{At("file")}'", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(content, failure.Message, StringComparison.Ordinal);
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private string Write(string name, string content)
    {
        File.WriteAllText(At(name), content);
        return At(name);
    }
}
