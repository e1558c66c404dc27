using System.Text.Json;

namespace Triad.Client.Tests.Tokens;

public sealed class CreateBoundTokenTests
{
    private static readonly string Key = DrawnApiKey.Draw().Key;

    private static BoundTokenOptions ForAnn => new()
    {
        Subject = "ann",
        Filter = SearchFilter.All(FilterCondition.MetadataEquals("owner", "ann")),
    };

    [Fact]
    public void Token_SaysWhomItIsForAndWhatItAllows()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_796_000_000);
        var token = TriadClient.CreateBoundToken(
            Key, ForAnn with { Tenant = "acme", Scopes = [KeyScope.Search, KeyScope.Ingest] }, new Microsoft.Extensions.Time.Testing.FakeTimeProvider(now));

        var id = Key.Split('_')[1];
        Assert.Equal($$"""{"alg":"ES256","kid":"{{id}}","typ":"triad-bound+jwt"}""", Part(token, 0));
        using var payload = JsonDocument.Parse(Part(token, 1));
        var claims = payload.RootElement;
        Assert.Equal((id, "triad", "ann", "acme", "search ingest"), (Text("iss"), Text("aud"), Text("sub"), Text("tenant"), Text("scope")));
        Assert.Equal((1_796_000_000, 1_796_000_900), (claims.GetProperty("nbf").GetInt64(), claims.GetProperty("exp").GetInt64()));
        Assert.Equal("ann", claims.GetProperty("filter").GetProperty("must")[0].GetProperty("metadata").GetProperty("equals").GetProperty("stringValue").GetString());

        string? Text(string claim) => claims.GetProperty(claim).GetString();
    }

    [Fact]
    public void Options_ThatAreWrong_AreAllNamed()
    {
        var wrong = new BoundTokenOptions { Subject = "", Filter = new SearchFilter(), Scopes = [KeyScope.Operator], Lifetime = TimeSpan.Zero, Audience = "" };

        var failure = Assert.Throws<ArgumentException>(() => TriadClient.CreateBoundToken(Key, wrong));

        Assert.All(["Subject", "Scopes", "Lifetime", "Audience"], option => Assert.Contains(option, failure.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Key_ThatIsNone_IsRefused() => Assert.Throws<FormatException>(() => TriadClient.CreateBoundToken("tk_none", ForAnn));

    [Fact]
    public void Filter_AsJson_IsReadAgain()
    {
        var filter = new SearchFilter
        {
            Must = [FilterCondition.MetadataAnyOf("owner", "ann", "bob"), FilterCondition.Videos("v")],
            MustNot = [FilterCondition.Nested(SearchFilter.All(FilterCondition.DurationBetween(atMost: TimeSpan.FromSeconds(5))))],
        };

        Assert.Equal(filter.ToJson(), SearchFilter.FromJson(filter.ToJson()).ToJson());
        Assert.Throws<FormatException>(() => SearchFilter.FromJson("""{"musst":[]}"""));
    }

    private static string Part(string token, int number) => System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[number]));
}
