using Triad.Evaluation.Offline;
using Triad.Evaluation.Retrieval;
using Triad.Evaluation.Runs;

namespace Triad.Evaluation.Tests.Runs;

public sealed class EvaluationJournalTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-journal-");

    private string File => Path.Combine(_folder.FullName, EvaluationJournal.FileName);

    public void Dispose() => _folder.Delete(recursive: true);

    private EvaluationJournal Open(bool resume = true, string plan = "plan") => EvaluationJournal.Open(_folder.FullName, plan, resume);

    [Fact]
    public void Resume_AfterAnEnd_KnowsAllThatWasWritten()
    {
        var difference = new RankingDifference(3, 1, true, 2e-7);
        using (var first = Open(resume: false))
        {
            first.Opened("eval-1");
            first.Stored("plain-00000");
            first.Refused("plain-00001", "damaged");
            first.Answered("t->va", 0, new QueryOutcome(1.5, difference));
            first.Answered("t->va", 1, new QueryOutcome(double.PositiveInfinity));
        }

        using var second = Open();

        Assert.Equal("eval-1", second.Tenant);
        Assert.True(second.IsSettled("plain-00000"));
        Assert.Null(second.RefusalOf("plain-00000"));
        Assert.Equal("damaged", second.RefusalOf("plain-00001"));
        Assert.False(second.IsSettled("plain-00002"));
        Assert.Equal(new QueryOutcome(1.5, difference), second.OutcomeOf("t->va", 0));
        Assert.Equal(new QueryOutcome(double.PositiveInfinity), second.OutcomeOf("t->va", 1));
        Assert.Null(second.OutcomeOf("t->v", 0));
    }

    [Fact]
    public void Resume_AtEveryByteThatAKillMayLeave_KnowsTheWholeLinesAndGoesOn()
    {
        using (var first = Open(resume: false))
        {
            for (var i = 0; i < 3; i++)
                first.Stored($"plain-{i}");
        }

        var whole = System.IO.File.ReadAllBytes(File);
        for (var length = 0; length <= whole.Length; length++)
        {
            System.IO.File.WriteAllBytes(File, whole[..length]);
            var lines = whole.AsSpan(0, length).Count((byte)'\n');

            using (var cut = Open())
            {
                Assert.Equal(Math.Max(0, lines - 1), cut.Count);
                cut.Stored("after");
            }

            using var again = Open();
            Assert.True(again.IsSettled("after"));
            Assert.Equal(Math.Max(0, lines - 1) + 1, again.Count);
        }
    }

    [Fact]
    public void Open_AFolderWithARun_WantsToBeToldToResume()
    {
        using (Open(resume: false))
        {
        }

        var failure = Assert.Throws<EvaluationException>(() => Open(resume: false));

        Assert.Contains("--resume", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Resume_OfAnotherPlan_IsRefused()
    {
        using (Open(resume: false))
        {
        }

        Assert.Contains("something else", Assert.Throws<EvaluationException>(() => Open(plan: "other")).Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Resume_WithABrokenLineInside_NamesIt()
    {
        using (var first = Open(resume: false))
            first.Stored("plain-00000");
        System.IO.File.AppendAllText(File, "broken\n{}\n");

        Assert.Contains("line 3", Assert.Throws<EvaluationException>(() => Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_Nowhere_KeepsNothing()
    {
        using var journal = EvaluationJournal.Open(null, "plan", resume: false);
        journal.Stored("plain-00000");

        Assert.True(journal.IsSettled("plain-00000"));
        Assert.Empty(_folder.GetFiles());
    }
}
