using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Triad.Gateway.Tests.Doubles;

/// <summary>An issuer of OpenID Connect on a real socket, which turns its keys, lies, and is late.</summary>
internal sealed class IssuerDouble : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _turns;
    private int _fetches;

    private IssuerDouble(WebApplication app) => _app = app;

    public string Address { get; private set; } = "";

    /// <summary>What its document says that it is; itself, unless it lies.</summary>
    public string? SaysItIs { get; set; }

    /// <summary>Not 200 to fail.</summary>
    public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

    /// <summary>What it waits for before it answers.</summary>
    public Task Delay { get; set; } = Task.CompletedTask;

    /// <summary>Done when somebody asks for the document next.</summary>
    public TaskCompletionSource Asked { get; private set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How often its document was asked for.</summary>
    public int Fetches => _fetches;

    /// <summary>Its present key.</summary>
    public RsaSecurityKey Key { get; private set; } = Draw(0);

    public static async Task<IssuerDouble> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var issuer = new IssuerDouble(app);
        app.MapGet("/.well-known/openid-configuration", issuer.DocumentAsync);
        app.MapGet("/keys", () => Results.Json(new { keys = new[] { issuer.PublicKey() } }));
        await app.StartAsync();
        issuer.Address = app.Urls.Single();
        return issuer;
    }

    /// <summary>Signs with another key from now on, and forgets the old one.</summary>
    public void Turn() => Key = Draw(++_turns);

    public void ExpectAnother() => Asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A token for a person.</summary>
    public string Token(DateTimeOffset now, Action<Dictionary<string, object>>? change = null, SecurityKey? key = null, string algorithm = "RS256")
    {
        var claims = new Dictionary<string, object>
        {
            ["iss"] = Address,
            ["aud"] = "video",
            ["sub"] = "ann@example.com",
            ["tenant"] = "acme",
            ["scope"] = "openid video.find",
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddMinutes(10).ToUnixTimeSeconds(),
        };
        change?.Invoke(claims);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            JsonSerializer.Serialize(claims), new SigningCredentials(key ?? Key, algorithm) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } });
    }

    public static RsaSecurityKey Draw(int number) => new(RSA.Create(2048)) { KeyId = $"key-{number}" };

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task<IResult> DocumentAsync()
    {
        Interlocked.Increment(ref _fetches);
        Asked.TrySetResult();
        await Delay;
        return Status == HttpStatusCode.OK
            ? Results.Json(new { issuer = SaysItIs ?? Address, jwks_uri = $"{Address}/keys" })
            : Results.StatusCode((int)Status);
    }

    private object PublicKey()
    {
        var parameters = Key.Rsa.ExportParameters(includePrivateParameters: false);
        return new
        {
            kty = "RSA",
            use = "sig",
            kid = Key.KeyId,
            n = Base64UrlEncoder.Encode(parameters.Modulus),
            e = Base64UrlEncoder.Encode(parameters.Exponent),
        };
    }
}
