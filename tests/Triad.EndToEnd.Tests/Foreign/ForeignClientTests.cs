namespace Triad.EndToEnd.Tests.Foreign;

/// <summary>The platform as clients of other languages see it: their own gRPC libraries against the real server, over plaintext and TLS.</summary>
public sealed class ForeignClientTests(ForeignFixture fixture) : IClassFixture<ForeignFixture>
{
    private static readonly string[] Checks =
    [
        "reflection", "health", "onboarding", "upload_and_watch", "search", "lists", "cancellation", "deadlines", "big_messages", "errors", "many_at_once",
        "compression",
    ];

    public static TheoryData<string, bool> Rows
    {
        get
        {
            var rows = new TheoryData<string, bool>();
            foreach (var tls in new[] { false, true })
            {
                foreach (var check in Checks)
                    rows.Add(check, tls);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public Task Node_Check_Passes(string check, bool tls) => PassesAsync(ForeignClient.Node, check, tls);

    [Theory]
    [MemberData(nameof(Rows))]
    public Task Python_Check_Passes(string check, bool tls) => PassesAsync(ForeignClient.Python, check, tls);

    [Theory]
    [InlineData("reflection_off")]
    public Task Node_WhereReflectionIsOff_IsToldUnimplemented(string check) => IsOffAsync(ForeignClient.Node, check);

    [Theory]
    [InlineData("reflection_off")]
    public Task Python_WhereReflectionIsOff_IsToldUnimplemented(string check) => IsOffAsync(ForeignClient.Python, check);

    private async Task PassesAsync(ForeignClient client, string check, bool tls)
    {
        Assert.SkipWhen(client.Missing is not null, client.Missing ?? string.Empty);

        var run = await fixture.RunAsync(client, tls);

        Assert.Equal(Checks, run.Keys);
        Assert.True(run[check].Ok, run[check].Detail);
    }

    // Off is the default.
    private static async Task IsOffAsync(ForeignClient client, string check)
    {
        Assert.SkipWhen(client.Missing is not null, client.Missing ?? string.Empty);
        await using var server = await ServerProcess.StartAsync();

        var (name, outcome) = Assert.Single(await client.RunAsync(server.Address, "", null));

        Assert.Equal(check, name);
        Assert.True(outcome.Ok, outcome.Detail);
    }
}
