using System.Text;
using Grpc.Core;
using Triad.Client;
using Triad.Testing.Contract;
using Triad.Testing.Tenants;

namespace Triad.EndToEnd.Tests.Tenants;

/// <summary>Who may make which call, and what is kept of a key.</summary>
public sealed class KeyTests(OwnerFixture fixture) : IClassFixture<OwnerFixture>
{
    [Fact]
    public async Task EveryCall_WithEachScope_IsLetInAsTheContractSays()
    {
        var keys = new Dictionary<CallKey, string>
        {
            [CallKey.Search] = await fixture.CreateKeyAsync(KeyScope.Search),
            [CallKey.Ingest] = await fixture.CreateKeyAsync(KeyScope.Ingest),
            [CallKey.TenantAdmin] = await fixture.CreateKeyAsync(KeyScope.TenantAdmin),
            [CallKey.Auditor] = await fixture.CreateKeyAsync(KeyScope.Auditor),
            [CallKey.Operator] = fixture.Owner.OperatorKey,
        };
        var wrong = new List<string>();
        foreach (var method in ContractCalls.All)
        {
            var name = ContractCalls.NameOf(method);
            var recipe = CallRecipes.Find(name) ?? throw new InvalidOperationException($"{name} has no recipe: add one to {nameof(CallRecipes)}.");
            foreach (var (scope, key) in keys)
            {
                // An empty message: who is let in is told what is wrong with it.
                var outcome = await fixture.Client.CallBytesAsync(method, key, []);
                var shouldEnter = recipe.Key == CallKey.None || recipe.Key.HasFlag(scope);
                if (shouldEnter == outcome.Reason is "SCOPE_MISSING")
                    wrong.Add($"{name} with {scope}: {outcome.Code} {outcome.Message}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task EveryCall_WithAKeyThatIsNone_IsRefusedInTheSameWords()
    {
        var owner = fixture.Owner.Key;
        var other = (await fixture.OnboardAsync(twinned: false)).Key;
        var revoked = await fixture.CreateKeyAsync(KeyScope.Search);
        await fixture.RevokeAsync(revoked);
        string?[] keys =
        [
            null,
            "nonsense",
            $"tk_{new string('a', 16)}_{new string('0', 64)}",
            $"{owner[..^1]}{(owner[^1] == '0' ? '1' : '0')}",
            $"tk_{owner.Split('_')[1]}_{other.Split('_')[2]}",
            revoked,
        ];

        foreach (var method in ContractCalls.All)
        {
            var recipe = CallRecipes.Find(ContractCalls.NameOf(method))!;
            var answers = new List<string>();
            foreach (var key in keys)
            {
                var outcome = await fixture.Client.CallAsync(method, key, recipe.Requests(fixture.Owner));
                Assert.Equal(StatusCode.Unauthenticated, outcome.Code);
                answers.Add(outcome.ToString());
            }

            Assert.Single(answers.Distinct());
        }
    }

    [Fact]
    public async Task Secret_AtRest_IsNowhereButInTheOperatorsFile()
    {
        var keys = new[] { fixture.Owner.Key, fixture.Owner.OperatorKey, await fixture.CreateKeyAsync(KeyScope.Search) };
        var kept = Directory.GetFiles(fixture.Data, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "lock") // Empty, and the server lets nobody open it.
            .ToDictionary(file => file, ReadShared);

        foreach (var key in keys)
        {
            var secret = key.Split('_')[2];
            foreach (var form in FormsOf(secret))
                Assert.DoesNotContain(
                    kept.Where(file => Path.GetFileName(file.Key) != "operator.key" || key != fixture.Owner.OperatorKey),
                    file => file.Value.AsSpan().IndexOf(form) >= 0);

            // The hash is there, so that the search would have found the secret too.
            var hash = System.Security.Cryptography.SHA256.HashData(Convert.FromHexString(secret));
            Assert.Contains(kept.Values, content => FormsOf(Convert.ToHexStringLower(hash)).Any(form => content.AsSpan().IndexOf(form) >= 0));
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(fixture.Data, "operator.key")));
    }

    [Fact]
    public async Task Secret_Drawn_Has256BitsAndIsNeverTheSame()
    {
        var secrets = new List<string>();
        for (var i = 0; i < 8; i++)
            secrets.Add((await fixture.CreateKeyAsync(KeyScope.Search)).Split('_')[2]);

        Assert.All(secrets, secret => Assert.Equal(256, Convert.FromHexString(secret).Length * 8));
        Assert.Equal(secrets.Count, secrets.Distinct().Count());
        // No byte is the same in all of them: with random bytes that happens once in 2^51.
        Assert.All(Enumerable.Range(0, 32), at => Assert.True(secrets.Select(secret => secret.Substring(2 * at, 2)).Distinct().Count() > 1));
    }

    /// <summary>The ways in which somebody might write bytes down.</summary>
    private static IEnumerable<byte[]> FormsOf(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        yield return bytes;
        yield return Encoding.ASCII.GetBytes(hex);
        yield return Encoding.ASCII.GetBytes(hex.ToUpperInvariant());
        yield return Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes).TrimEnd('='));
        yield return Encoding.Unicode.GetBytes(hex);
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var content = new byte[file.Length];
        file.ReadExactly(content);
        return content;
    }
}
