using System.Buffers;
using System.Text;
using Triad.Core.Audit;

namespace Triad.Core.Tests.Audit;

/// <summary>Whatever is done to a chain of records is found, and named by its line.</summary>
public sealed class AuditVerifierTests
{
    private const string Chain = "20261130T091500Z-5f2c0b7e91d04a6b";
    private const int Count = 20;

    private static readonly DateTimeOffset Begin = new(2026, 11, 30, 9, 15, 0, TimeSpan.Zero);
    private static readonly AuditPartName First = new(new DateOnly(2026, 11, 30), Chain, 0);
    private static readonly AuditPartName Second = new(new DateOnly(2026, 11, 30), Chain, 1);

    [Fact]
    public void Line_OfAnEvent_IsTheseBytesForEver()
    {
        var lines = new ArrayBufferWriter<byte>();
        new AuditChain(Chain).Append(Event(3) with { Content = "{\"text\":\"a\n\u2028\"}", Reason = "VIDEO_NOT_FOUND" }, lines);

        Assert.Equal(
            """
            {"v":1,"chain":"20261130T091500Z-5f2c0b7e91d04a6b","seq":0,"time":"2026-11-30T09:15:03Z","plane":"data","call":"SearchService.Search","tenant":"acme","key":"ab","from":"127.0.0.1","subject":"v3","code":"OK","reason":"VIDEO_NOT_FOUND","count":3,"ms":1.5,"content":"{\"text\":\"a\n\u2028\"}","prev":"0000000000000000000000000000000000000000000000000000000000000000","hash":"
            """,
            Encoding.UTF8.GetString(lines.WrittenSpan)[..^(64 + 3)]);
        Assert.Equal("\"}\n", Encoding.UTF8.GetString(lines.WrittenSpan)[^3..]);
    }

    [Fact]
    public void Line_Read_IsTheEventThatWasWritten()
    {
        var @event = Event(3) with { Content = "{\"text\":\"\u0001 \\\" \"}", Plane = AuditPlane.Control };
        var lines = new ArrayBufferWriter<byte>();
        new AuditChain(Chain).Append(@event, lines);

        Assert.Equal(@event, AuditRecord.Read(lines.WrittenSpan[..^1])!.Event);
    }

    [Fact]
    public async Task Whole_HasNoFindings()
    {
        var (lines, head) = Make();

        var report = await VerifyLinesAsync(lines, [head]);

        Assert.True(report.IsWhole);
        Assert.Equal((1, Count), (report.Chains, report.Records));
        Assert.Equal(head, Assert.Single(report.Heads));
    }

    [Fact]
    public async Task AnyByteChanged_IsFoundInItsLine()
    {
        var (lines, head) = Make();
        for (var at = 0; at < lines[7].Length; at += 11)
        {
            var changed = lines[7].ToCharArray();
            changed[at] ^= (char)1;
            var report = await VerifyLinesAsync([.. lines[..7], new string(changed), .. lines[8..]], [head]);

            var finding = Assert.Single(report.Findings);
            Assert.Equal((AuditFault.Changed, 8, First.ToString()), (finding.Fault, finding.Line, finding.Part));
        }
    }

    [Fact]
    public async Task ChangedWithItsHashMadeAnew_IsFoundByTheNextLine()
    {
        var (lines, head) = Make();
        var chain = new AuditChain(Chain);
        var anew = new ArrayBufferWriter<byte>();
        for (var i = 0; i < 8; i++)
        {
            anew.ResetWrittenCount();
            chain.Append(Event(i) with { Tenant = i == 7 ? "other" : "acme" }, anew);
        }

        var report = await VerifyLinesAsync([.. lines[..7], Encoding.UTF8.GetString(anew.WrittenSpan)[..^1], .. lines[8..]], [head]);

        var finding = Assert.Single(report.Findings);
        Assert.Equal((AuditFault.Changed, 8), (finding.Fault, finding.Line));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(7, 1)]
    [InlineData(7, 3)]
    public async Task Removed_IsFoundBeforeTheLineThatFollows(int at, int count)
    {
        var (lines, head) = Make();

        var report = await VerifyLinesAsync([.. lines[..at], .. lines[(at + count)..]], [head]);

        var finding = Assert.Single(report.Findings);
        Assert.Equal((AuditFault.Removed, at + 1), (finding.Fault, finding.Line));
        Assert.Contains(count == 1 ? $"record {at} is missing" : $"records {at} to {at + count - 1} are missing", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Swapped_IsFoundAsReordered()
    {
        var (lines, head) = Make();

        var report = await VerifyLinesAsync([.. lines[..7], lines[8], lines[7], .. lines[9..]], [head]);

        var finding = Assert.Single(report.Findings);
        Assert.Equal((AuditFault.Reordered, 9), (finding.Fault, finding.Line));
    }

    [Fact]
    public async Task Repeated_IsFound()
    {
        var (lines, head) = Make();

        var report = await VerifyLinesAsync([.. lines[..8], lines[7], .. lines[8..]], [head]);

        Assert.Equal((AuditFault.Repeated, 9), (Assert.Single(report.Findings).Fault, report.Findings[0].Line));
    }

    [Fact]
    public async Task TailTakenAway_IsFoundByTheHead()
    {
        var (lines, head) = Make();

        Assert.Equal(AuditFault.CutOff, Assert.Single((await VerifyLinesAsync(lines[..^1], [head])).Findings).Fault);
        Assert.True((await VerifyLinesAsync(lines[..^1], [])).IsWhole); // Nothing else can know of it.
    }

    [Fact]
    public async Task AllWrittenAnew_IsFoundByTheHead()
    {
        var (_, head) = Make();
        var (lines, _) = Make("other");

        Assert.Equal(AuditFault.CutOff, Assert.Single((await VerifyLinesAsync(lines, [head])).Findings).Fault);
    }

    [Fact]
    public async Task ChainTakenAway_IsFoundByTheHead() =>
        Assert.Equal(
            AuditFault.Missing, Assert.Single((await AuditVerifier.VerifyAsync([], [Make().Head], (_, _) => throw new InvalidOperationException(), false, default)).Findings).Fault);

    [Fact]
    public async Task HalfALineAtTheEnd_IsTornAndNoTampering()
    {
        var (lines, head) = Make();
        var text = string.Join('\n', lines[..^1]) + "\n" + lines[^1][..40];

        var report = await VerifyAsync(new() { [First] = text }, []);

        Assert.True(report.IsWhole);
        Assert.Equal(First.ToString(), Assert.Single(report.Torn));
        Assert.Equal(AuditFault.CutOff, Assert.Single((await VerifyAsync(new() { [First] = text }, [head])).Findings).Fault);
    }

    [Fact]
    public async Task Parts_AreOneChain_AndTheFirstMayLieElsewhereWhereThatIsSaid()
    {
        var (lines, head) = Make();
        var (first, second) = (string.Join('\n', lines[..9]) + "\n", string.Join('\n', lines[9..]) + "\n");

        Assert.True((await VerifyAsync(new() { [First] = first, [Second] = second }, [head])).IsWhole);
        Assert.Equal(AuditFault.Removed, Assert.Single((await VerifyAsync(new() { [Second] = second }, [head])).Findings).Fault);
        Assert.True((await VerifyAsync(new() { [Second] = second }, [head], mayBeginLater: true)).IsWhole);
    }

    [Theory]
    [InlineData("2026-11-30/a.000001.jsonl", true)]
    [InlineData("../a.000001.jsonl", false)]
    [InlineData("2026-11-30/../a.000001.jsonl", false)]
    [InlineData("2026-11-30/a.1.jsonl", false)]
    [InlineData("2026-11-30/.000001.jsonl", false)]
    [InlineData("heads/a", false)]
    public void Name_Parsed_IsOneOfItsOwnForm(string name, bool isOne) => Assert.Equal(isOne, AuditPartName.Parse(name)?.ToString() == name);

    private static AuditEvent Event(int i) => new(Begin.AddSeconds(i), AuditPlane.Data, "SearchService.Search", "OK")
    {
        Tenant = "acme",
        Key = "ab",
        From = "127.0.0.1",
        Subject = $"v{i}",
        Count = i,
        Took = TimeSpan.FromMilliseconds(1.5),
    };

    private static (string[] Lines, AuditHead Head) Make(string tenant = "acme")
    {
        var chain = new AuditChain(Chain);
        var lines = new ArrayBufferWriter<byte>();
        for (var i = 0; i < Count; i++)
            chain.Append(Event(i) with { Tenant = tenant }, lines);
        return (Encoding.UTF8.GetString(lines.WrittenSpan).TrimEnd('\n').Split('\n'), chain.Head);
    }

    private static Task<AuditReport> VerifyLinesAsync(IEnumerable<string> lines, AuditHead[] heads) =>
        VerifyAsync(new() { [First] = string.Join('\n', lines) + "\n" }, heads);

    private static Task<AuditReport> VerifyAsync(Dictionary<AuditPartName, string> parts, AuditHead[] heads, bool mayBeginLater = false) => AuditVerifier.VerifyAsync(
        parts.Keys, heads, (part, _) => Task.FromResult<Stream>(new MemoryStream(Encoding.UTF8.GetBytes(parts[part]))), mayBeginLater, default);
}
