using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Triad.Cli.Tests.Receipts;

public sealed class ReceiptCommandTests : ToolTest
{
    private const string Claims =
        """
        {"iss":"triad","iat":1,"jti":"er_1","erased":"tenant","tenant":"acme","requested_by":"op","started":"2026-11-30T10:00:00Z",
        "finished":"2026-11-30T10:01:00Z","data_key_destroyed":true,"stores":[{"name":"vectors","unit":"vectors","before":7,"after":0}],"may_stay":[]}
        """;

    [Fact]
    public async Task TenantDelete_WithoutYes_IsWrongUse_AndDeletesNothing()
    {
        var run = await RunAsync("tenant", "delete", "acme");

        Assert.Equal((2, 0), (run.ExitCode, Script.CountOf("DeleteTenant")));
        Assert.Contains("--yes", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TenantDelete_WithYes_ShowsTheReceipt()
    {
        var run = await RunAsync("tenant", "delete", "acme", "--yes");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("er_1", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"vectors\s+7\s+0\s+vectors", run.Output);
        Assert.Contains("Logs may name it.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_AReceiptThatWasGot_IsGenuine_AndAChangedOneIsNot()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (file, keys) = (Path.Combine(Folder.FullName, "acme.jws"), Path.Combine(Folder.FullName, "jwks.json"));
        Script.ReceiptJws = Sign(key);
        await File.WriteAllTextAsync(keys, KeySet(key));

        var got = await RunAsync("receipt", "get", "acme", "--out", file);
        var genuine = await RunAsync("receipt", "verify", file, "--jwks", keys, "--json");
        await File.WriteAllTextAsync(file, Script.ReceiptJws.Replace('.', 'x'));
        var broken = await RunAsync("receipt", "verify", file, "--jwks", keys);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await File.WriteAllTextAsync(file, Sign(other));
        var forged = await RunAsync("receipt", "verify", file, "--jwks", keys);

        Assert.Equal((0, 0), (got.ExitCode, genuine.ExitCode));
        Assert.True(genuine.Json.GetProperty("genuine").GetBoolean());
        Assert.Equal(7, genuine.Json.GetProperty("receipt").GetProperty("stores")[0].GetProperty("before").GetInt64());
        Assert.Equal((1, 1), (broken.ExitCode, forged.ExitCode));
        Assert.Contains("does not fit", forged.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_ShowsWhatWasErased()
    {
        var run = await RunAsync("receipt", "list", "--json");

        Assert.Equal("gone", run.Json.GetProperty("receipts")[0].GetProperty("tenant_id").GetString());
    }

    private static string KeySet(ECDsa key)
    {
        var point = key.ExportParameters(false).Q;
        var jwk = new { kty = "EC", crv = "P-256", alg = "ES256", kid = "a", x = Base64Url.EncodeToString(point.X), y = Base64Url.EncodeToString(point.Y) };
        return JsonSerializer.Serialize(new { keys = new[] { jwk } });
    }

    private static string Sign(ECDsa key)
    {
        var signed = $"{Encode("""{"alg":"ES256","typ":"triad-receipt+jwt","kid":"a"}""")}.{Encode(Claims)}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
